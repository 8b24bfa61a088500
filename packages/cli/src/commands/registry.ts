import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import type { CommandDefinition } from './command-definition.ts'
import { convertCommand } from './convert.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { formatsCommand } from './formats.ts'
import { hydrateCommand } from './hydrate.ts'
import { importCommand } from './import.ts'
import { projectsCommand } from './projects.ts'
import { releaseCommand } from './release.ts'
import { resetPasswordCommand } from './reset-password.ts'
import { restoreCommand } from './restore.ts'
import { verifyCommand } from './verify.ts'

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  projectsCommand,
  exportCommand,
  importCommand,
  checkCommand,
  convertCommand,
  hydrateCommand,
  formatsCommand,
  releaseCommand,
  resetPasswordCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
  doctorCommand,
]
