def f():
    pass

hooks = {}
hooks['f'] = f
hooks['f']()
