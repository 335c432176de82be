"""iCalendar bytes: written, read and linted (RFC 5545, 7986)."""
