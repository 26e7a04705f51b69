def f():
    pass

hooks = {'f': f}
hooks.get('f')()
