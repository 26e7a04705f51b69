def f():
    pass

def g():
    pass

hooks = {'f': f, 'g': g}
for hook in hooks.values():
    hook()
