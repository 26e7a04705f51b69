const handlers = [{ run() {} }];
const isOn = (h) => h;
handlers.filter(isOn).find((h) => isOn(h)).run();
