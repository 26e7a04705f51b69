def f():
    pass

def apply(**options):
    options['hook']()

apply(hook=f)
