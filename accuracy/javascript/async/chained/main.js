class Client {
  async get() {
    return new Answer();
  }
}
class Answer {
  async json() {}
}
const client = new Client();
const answer = await client.get();
await answer.json();
client.get().then((r) => r.json());
