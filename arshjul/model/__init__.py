"""What things are: frozen, slotted dataclasses on the standard library alone."""
