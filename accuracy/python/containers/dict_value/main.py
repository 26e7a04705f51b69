def f():
    pass

def g():
    pass

hooks = {'f': f, 'g': g}
hooks['f']()
