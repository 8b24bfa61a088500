import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { cn } from '../cn.ts'
import { componentsText } from '../components-text.ts'
import { useField } from './field.tsx'

export type InputProps = Omit<ComponentProps<'input'>, 'size'> & {
  readonly size?: 'md' | 'lg'
  /** An icon before the text. */
  readonly icon?: ReactNode
  /** A key cap or a small button after the text. */
  readonly end?: ReactNode
}

/** One line of text. Inside a `Field` it carries the label, hint and error by itself. */
export function Input({ size = 'md', icon, end, className, ...rest }: InputProps) {
  const field = useField()
  const isInvalid = field['aria-invalid'] === true || rest['aria-invalid'] === true
  return (
    <div
      className={cn('field', size === 'lg' && 'field--lg', className)}
      data-invalid={isInvalid || undefined}
      data-disabled={rest.disabled || undefined}
    >
      {icon}
      <input {...field} {...rest} />
      {end}
    </div>
  )
}

/** A password, with an eye that shows it. */
export function PasswordInput(props: Omit<InputProps, 'type' | 'end'>) {
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <Input
      {...props}
      type={isShown ? 'text' : 'password'}
      end={
        <button
          type="button"
          className="field__eye"
          aria-label={isShown ? componentsText.hidePassword : componentsText.showPassword}
          onClick={() => setIsShown(!isShown)}
        >
          <Icon className="icon icon--sm" />
        </button>
      }
    />
  )
}

/** Several lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  const field = useField()
  return (
    <div
      className={cn('field field--area', className)}
      data-invalid={field['aria-invalid'] || undefined}
      data-disabled={rest.disabled || undefined}
    >
      <textarea rows={3} {...field} {...rest} />
    </div>
  )
}
