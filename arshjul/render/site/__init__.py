"""The public site's pages: a wheel in, HTML out, in Swedish and English. It is never given any person's address."""
