def run():
    from lib import f
    f()

run()
