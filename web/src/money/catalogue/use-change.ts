import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSendKey } from "../../api/send-key.ts";
import { CATALOGUE_KEY } from "./catalogue-queries.ts";

/** A change of the catalogue, made once by its key: then what is shown of it is read again, and `after` runs. */
export function useChange<Wish, Made>(
  make: (wish: Wish, key: string) => Promise<Made>,
  after: (made: Made) => unknown = () => {},
) {
  const queryClient = useQueryClient();
  const keyOf = useSendKey();
  return useMutation({
    mutationFn: (wish: Wish) => make(wish, keyOf(wish)),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: CATALOGUE_KEY });
      await after(made);
    },
  });
}
