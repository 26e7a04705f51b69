def apply(g):
    g()
