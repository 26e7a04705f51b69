import a

def g():
    pass
