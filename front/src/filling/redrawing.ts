// The engine tells of every change by writing to the objects that it keeps here. What is shown is then brought up to
// date as a whole, once for all changes of a moment: reading the engine's state is cheap, and nothing can be forgotten.
type Told = () => void;

export class Redrawing {
  private readonly told: Told[] = [];
  private waiting = false;

  readonly factory = <T extends object>(state: T): T =>
    new Proxy(state, {
      set: (target, name, value): boolean => {
        (target as Record<PropertyKey, unknown>)[name] = value;
        this.soon();
        return true;
      },
    });

  each(listener: Told): void {
    this.told.push(listener);
  }

  soon(): void {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      for (const listener of this.told) listener();
    });
  }
}
