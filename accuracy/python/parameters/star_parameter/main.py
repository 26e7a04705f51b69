def f():
    pass

def h():
    pass

def apply(*gs):
    for g in gs:
        g()

apply(f, h)
