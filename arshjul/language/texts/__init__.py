"""The words of every problem, a file per range of codes, gathered by `catalogue`."""
