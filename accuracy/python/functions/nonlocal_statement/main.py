def target():
    pass

def outer():
    handler = None
    def set_it():
        nonlocal handler
        handler = target
    set_it()
    handler()

outer()
