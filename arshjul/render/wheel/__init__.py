"""The year wheel as a picture: dates and areas in, SVG text out. The drawing rules are told in docs/wheel.md."""
