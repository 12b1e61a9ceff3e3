import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { showToast } from '../../ui/toast-store';
import { failureLine } from './fault';

/** A mutation that may outlive its dialog: a failure is then told by a toast, as its place is gone. */
export function useLastingMutation<Result, Input = void>(
  options: Omit<UseMutationOptions<Result, Error, Input>, 'onError'>,
): UseMutationResult<Result, Error, Input> {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useMutation({
    ...options,
    onError: (error) => {
      if (!isHere.current) showToast('bad', failureLine(error));
    },
  });
}
