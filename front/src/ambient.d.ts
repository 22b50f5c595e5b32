declare module "*.scss";
declare module "govuk-frontend" {
  export function initAll(options: { scope: Element }): void;
}
