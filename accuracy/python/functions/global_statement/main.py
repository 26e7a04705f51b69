def chosen():
    pass

def install():
    global handler
    handler = chosen

install()
handler()
