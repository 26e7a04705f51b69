def f():
    pass

hooks = []
hooks.append(f)
for hook in hooks:
    hook()
