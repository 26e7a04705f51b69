def f():
    pass

def apply(*, g):
    g()

apply(g=f)
