def f():
    pass

def h():
    pass

def apply(g=f):
    g()

apply()
apply(h)
