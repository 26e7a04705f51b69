def f():
    pass

def g():
    pass

def run(x):
    match x:
        case 1:
            f()
        case _:
            g()

run(1)
