def f():
    pass

def g():
    pass

pair = (f, g)
pair[1]()
