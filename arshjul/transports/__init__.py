"""How mail leaves. Each passes the one contract suite."""
