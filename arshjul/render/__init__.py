"""What people look at, in Swedish and English."""
