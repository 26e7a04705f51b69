def f():
    pass

hooks = {'f': f}
for name, hook in hooks.items():
    hook()
