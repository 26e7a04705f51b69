def hook():
    pass

def make(callback):
    def inner():
        callback()
    return inner

run = make(hook)
run()
