def f():
    pass

def apply(a, g):
    g()

apply(g=f, a=1)
