def f():
    pass

def apply(hook):
    hook()

options = {'hook': f}
apply(**options)
