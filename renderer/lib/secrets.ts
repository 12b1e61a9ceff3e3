export {
  isSecretFlag,
  isSecretName,
  MASK,
  maskArguments,
  maskAssignment,
  maskText,
  maskValue,
} from '../../main/contract/secrets';
