init = function(args)
  wrk.method = args[1]
end
