def f():
    pass

def apply(g=f):
    g()

apply()
