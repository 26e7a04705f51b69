def f():
    pass

def g():
    pass

first, *rest = [f, g]
first()
rest[0]()
