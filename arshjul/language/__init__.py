"""The cycle file: phrases, the document's shape, positions, problems with line, caret and cure."""
