"""`python -m arshjul` is the same program as `arshjul`."""

from arshjul.cli.main import main

if __name__ == "__main__":
    main()
