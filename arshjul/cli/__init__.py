"""One small file a command, loaded lazily."""
