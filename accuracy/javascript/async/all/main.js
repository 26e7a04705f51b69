const a = async () => ({ run() {} });
const [x] = await Promise.all([a(), a()]);
x.run();
