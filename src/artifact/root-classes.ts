import type { ManifestModel } from '../model/index.js';

const CLASS_NAME = /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)+$/u;

/** Classes the manifest declares by name: components, alias targets, Application, factory. With dots; sorted. */
export function declaredClasses({ application, components }: ManifestModel): string[] {
  const names = [application.name, application.appComponentFactory, ...components.flatMap(({ name, targetActivity }) => [name, targetActivity])];
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/**
 * Classes from which the app's code comes into reach: the declared ones, and names in meta-data (androidx.startup
 * initialisers, Firebase registrars, Glide modules: the name or the value is a class).
 */
export function rootClasses(manifest: ManifestModel): string[] {
  const { application, components } = manifest;
  const metaData = [...application.metaData, ...components.flatMap((component) => component.metaData)];
  const named = metaData.flatMap(({ name, value }) => [name, name.slice(name.indexOf(':') + 1), value]);
  const classes = named.filter((name): name is string => name !== undefined && CLASS_NAME.test(name));
  return [...new Set([...declaredClasses(manifest), ...classes])].sort();
}
