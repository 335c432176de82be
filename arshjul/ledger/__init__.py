"""What has been decided, claimed and sent: SQL in .sql files."""
