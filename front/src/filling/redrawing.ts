// The engine tells of every change by writing to the objects that it keeps here. What is shown is then brought up to
// date as a whole, once for all changes of a moment: reading the engine's state is cheap, and nothing can be forgotten.
type Told = () => void;

export class Redrawing {
  private readonly told: Told[] = [];
  private waiting = false;
  private held = false;

  // While a finger is down nothing moves: what is said of the field it left would push away the button it is on.
  constructor() {
    addEventListener("pointerdown", () => (this.held = true), { capture: true });
    for (const kind of ["pointerup", "pointercancel"])
      addEventListener(kind, () => setTimeout(() => this.release()), { capture: true });
  }

  private release(): void {
    this.held = false;
    if (this.waiting) this.draw();
  }

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
      if (this.waiting && !this.held) this.draw();
    });
  }
  private draw(): void {
    this.waiting = false;
    for (const listener of this.told) listener();
  }
}
