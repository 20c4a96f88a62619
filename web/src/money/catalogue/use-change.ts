import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CATALOGUE_KEY } from "./catalogue-queries.ts";

/** A change of the catalogue: once it is made, what is shown of it is read again, and then `after` runs. */
export function useChange<Wish, Made>(make: (wish: Wish) => Promise<Made>, after: (made: Made) => unknown = () => {}) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: make,
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: CATALOGUE_KEY });
      await after(made);
    },
  });
}
