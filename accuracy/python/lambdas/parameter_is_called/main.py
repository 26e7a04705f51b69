def f():
    pass

run = lambda g: g()
run(f)
