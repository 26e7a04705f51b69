def f():
    pass

def g():
    pass

hooks = [f, g]
hooks[0]()
