/**
 * Tells zod, before any of its modules run, not to compile schemas with `new Function`: the content
 * policy forbids that, and merely trying is reported as a violation.
 */
export const ZOD_SETTINGS_SCRIPT = ';globalThis.__zod_globalConfig={jitless:true}'
