declare module "*.scss";
declare module "govuk-frontend" {
  export function initAll(options: { scope: Element }): void;
}
declare module "*.css?inline" {
  const css: string;
  export default css;
}
