"""The live site: the same pages as `arshjul site` writes, made anew when the files or the ledger change."""
