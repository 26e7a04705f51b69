def f():
    pass

def apply(g):
    g()

apply(f)
