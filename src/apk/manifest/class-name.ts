/**
 * Completes a class name of the manifest as `ParsingUtils.buildClassName` does: a leading dot or a name without any
 * dot is relative to the package. Undefined for an empty name, which Android refuses.
 */
export function completeClassName(packageName: string, name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  if (name.startsWith('.')) return packageName + name;
  return name.includes('.') ? name : `${packageName}.${name}`;
}

/** Completes `android:process`: `:name` is private to the package; any other name is global. */
export function completeProcessName(packageName: string, name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  return name.startsWith(':') ? packageName + name : name;
}
